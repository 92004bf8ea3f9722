# El marco de las páginas: navegación, cabecera, errores.
error-title-not-found = Página no encontrada
error-title-forbidden = Acceso denegado
error-title-conflict = Cambio imposible
error-title-limit = Límite alcanzado
error-title-too-large = Envío demasiado grande
error-title-timeout = La respuesta tarda demasiado
error-title-unavailable = Servicio no disponible por el momento
error-title-stopped = El servidor ya no guarda nada
error-title-invalid = Solicitud incompleta o errónea
error-title-internal = Se ha producido un error
error-sentence-not-found = Esta página no existe, ya no existe o no tiene acceso a ella.
error-sentence-forbidden = Sus derechos no permiten esta acción.
error-sentence-conflict = Alguien ha modificado este elemento mientras tanto, o su estado no permite el cambio. Vuelva a cargar la página para ver su situación.
error-sentence-limit = Demasiadas solicitudes, o se ha alcanzado un límite de su organización. Inténtelo de nuevo en un momento.
error-sentence-too-large = Lo que ha enviado supera el tamaño permitido.
error-sentence-timeout = El servidor no ha podido responder a tiempo. Inténtelo de nuevo en un momento.
error-sentence-unavailable = El servicio volverá pronto. Inténtelo de nuevo en un momento.
error-sentence-stopped = Es posible que su último cambio no se haya guardado. Avise a la persona que gestiona el servidor: su disco está lleno o falla, y hay que reiniciarlo una vez resuelta la causa.
error-sentence-invalid = Falta información o no es válida.
error-sentence-internal = El error es nuestro y nada se ha modificado. Comunique este número a la persona que gestiona su servidor: permite encontrar la causa.
error-request = Número de la solicitud:
error-home = Volver al inicio
nav-dashboard = Panel
form-errors = { $count ->
    [one] Hay un dato por corregir
   *[other] Hay { $count } datos por corregir
}
form-optional = (opcional)
form-one-a-line = (un valor por línea)
form-remove = Quitar
form-required = Este dato es necesario.
shell-skip = Ir al contenido
shell-modules = Módulos
shell-crumbs = Ruta de navegación
shell-search = Buscar
shell-search-hint = Buscar documentos, tratamientos, finalidades…
shell-switch = Cambiar de organización
shell-account = Mi cuenta
shell-logout = Cerrar sesión
shell-theme = Apariencia
shell-theme-auto = Como el dispositivo
shell-theme-light = Clara
shell-theme-dark = Oscura
shell-waiting = { $count ->
    [one] Hay un elemento pendiente
   *[other] Hay { $count } elementos pendientes
}
nav-register = Registro
nav-compliance = Conformidad
nav-documents = Documentos
nav-settings = Ajustes
nav-console = Consola
form-cancel = Cancelar
form-close = Cerrar
