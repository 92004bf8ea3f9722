# Paquetes sectoriales: la elección, y lo que se dice cuando uno de ellos falla.
pack-not-installed = El paquete «{ $pack }» no está instalado en este servidor.
pack-failed-trap = El paquete «{ $pack }» se detuvo por un error: no ha examinado esta ficha.
pack-failed-deadline = El paquete «{ $pack }» no respondió a tiempo: no ha examinado esta ficha.
pack-failed-memory = El paquete «{ $pack }» pidió demasiada memoria: no ha examinado esta ficha.
pack-failed-output = El paquete «{ $pack }» dio una respuesta ilegible: no ha examinado esta ficha.
pack-failed-busy = El servidor está demasiado ocupado para consultar el paquete «{ $pack }». Recargue la página dentro de un momento.
pack-failed-switched-off = El paquete «{ $pack }» falló varias veces seguidas y queda apagado hasta que el servidor arranque de nuevo.
pack-failed-missing = El paquete «{ $pack }» está elegido por su organismo y ya no está instalado en este servidor.
pack-failed-refused = El paquete «{ $pack }» no puede funcionar en este servidor. Quien gestiona el servidor encuentra la causa en su registro.
