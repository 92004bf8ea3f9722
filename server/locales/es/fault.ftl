# Lo que impide un cambio, en cualquier módulo.
fault-required = Este campo es necesario.
fault-requires = Debe rellenarse, porque una de estas respuestas depende de ello: { $columns }.
fault-unknown-value = Este valor no se reconoce.
fault-changed-meanwhile = Alguien ha modificado este elemento entretanto. Vuelva a cargarlo para ver ese cambio y repita el suyo.
fault-name-taken = Un tratamiento de esta finalidad ya se llama «{ $name }».
error-title-unauthorised = Es necesario iniciar sesión
error-sentence-unauthorised = El token falta, no es válido o fue retirado.
fault-unwanted = Debe quedar vacío: la recogida es directa.
