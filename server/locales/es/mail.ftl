# Los correos que envía el servidor.
mail-greeting = Hola, { $name }:
mail-footer = Este mensaje lo envía Probant, el programa con el que su organización lleva sus registros del RGPD. No hace falta responder.
mail-sign-in = Iniciar sesión
mail-temporary-password = Contraseña provisional:
mail-invitation-subject = Su cuenta de Probant para { $organisation }
mail-invitation-body = Se ha abierto una cuenta a su nombre para trabajar con { $organisation } en la protección de los datos personales.
mail-invitation-password = Inicie sesión con su correo electrónico y la contraseña provisional que figura abajo. Enseguida elegirá otra. Es válida hasta el { $until }.
mail-welcome-subject = { $organisation } le espera en Probant
mail-welcome-body = Su cuenta da acceso ahora también a { $organisation }. Inicie sesión como siempre: podrá elegir la organización.
mail-suspended-subject = Su acceso a { $organisation } está suspendido
mail-suspended-body = Su cuenta de Probant para { $organisation } acaba de suspenderse: no da acceso a nada hasta que se levante la suspensión. Para cualquier pregunta, diríjase a la persona que gestiona las cuentas de la organización.
mail-restored-subject = Su acceso a { $organisation } se ha restablecido
mail-restored-body = Su cuenta de Probant para { $organisation } vuelve a estar abierta, con todo lo que tenía. Inicie sesión como de costumbre.
mail-promoted-subject = Es usted responsable de privacidad de { $organisation }
mail-promoted-body = Ahora es usted responsable de privacidad de { $organisation }: puede llevar los registros, validar los tratamientos y dirigir el cumplimiento.
mail-reset-subject = Elegir una contraseña nueva
mail-reset-body = El enlace siguiente le permite elegir una contraseña nueva. Sirve una sola vez y es válido durante 10 minutos, hasta el { $until }.
mail-reset-not-you = Si no lo ha pedido, ignore este mensaje: su contraseña sigue siendo la misma.
mail-reset-link = Elegir una contraseña nueva
mail-emptied = Contenido borrado tras el envío
mail-maintenance-subject = Mantenimiento de Probant del { $from } al { $to }
mail-maintenance-body = El servicio estará cerrado del { $from } al { $to } por mantenimiento. Guarde antes su trabajo: nada de lo guardado se perderá.
mail-maintenance-cancelled-subject = El mantenimiento de Probant del { $from } no tendrá lugar
mail-maintenance-cancelled-body = El mantenimiento anunciado del { $from } al { $to } se cancela: el servicio sigue abierto.
mail-notice-body = Esto le concierne en Probant:
mail-daily-body = Esto es lo que le concierne en Probant desde ayer:
mail-notifications = Ver mis notificaciones
mail-choice = Para recibir estos mensajes de otra forma, o dejar de recibirlos:
mail-open = Abrir Probant
mail-test-subject = Prueba de envío de Probant
mail-test-body = Si está leyendo este mensaje, Probant puede enviar correos.
mail-fault-no-server = No hay ningún servidor de correo configurado. Rellene la parte [smtp] de los ajustes.
mail-fault-settings = Los ajustes del servidor de correo son erróneos. Compruebe la dirección del remitente, el servidor y el fichero de autoridad.
mail-fault-unreachable = No se puede contactar con el servidor de correo. Compruebe el servidor, el puerto y que ningún cortafuegos bloquee la conexión.
mail-fault-too-slow = El servidor de correo no respondió a tiempo. Si está en marcha, compruebe el puerto y el cifrado.
mail-fault-tls = No se pudo establecer la conexión cifrada. Compruebe el certificado del servidor y el ajuste encryption (tls para el puerto 465, starttls para el 587).
mail-fault-sign-in = El servidor de correo rechaza la identificación. Compruebe el usuario y la contraseña de los ajustes.
mail-fault-recipient = El servidor de correo rechaza la dirección del destinatario o la del remitente. Compruebe ambas.
mail-fault-busy = El servidor de correo pide que se vuelva a intentar más tarde.
mail-fault-other = El servidor de correo rechazó el mensaje. Su respuesta dice por qué.
mail-daily-subject = { $count ->
    [one] Una cosa le espera en Probant
   *[other] { $count } cosas le esperan en Probant
}
mail-daily-more = { $count ->
    [one] Una más le espera en Probant.
   *[other] { $count } más le esperan en Probant.
}
outbox-nothing-leaves = No puede salir ningún correo.
outbox-more = Los { $shown } más recientes de { $total }.
outbox-all = Todos
outbox-dropped = Retirado
outbox-retry = Reenviar ahora
outbox-drop = Retirar de la cola
outbox-next = Próximo intento: { $moment }.
outbox-letter-invitation = Invitación
outbox-letter-welcome = Acceso a otra organización
outbox-letter-suspended = Suspensión
outbox-letter-restored = Suspensión levantada
outbox-letter-promoted = Nuevo responsable de privacidad
outbox-letter-password-reset = Contraseña olvidada
outbox-letter-notice = Notificación
outbox-letter-daily = Notificaciones del día
outbox-letter-test = Prueba
outbox-letter-emptied = Contenido borrado
console-mail = Correos
said-mail-retried = El correo vuelve a enviarse.
said-mail-dropped = El correo se ha retirado de la cola.
mail-not-pending = Este correo ya se ha enviado o su contenido está borrado.
mail-test-title = Probar el envío
mail-test-help = Un correo de prueba sale de inmediato hacia esta dirección.
mail-test-do = Enviar una prueba
mail-test-sent = El servidor de correo ha aceptado el mensaje para { $address }.
mail-test-failed = No se pudo enviar la prueba.
outbox-attempts = { $count ->
    [one] Ha fallado un intento.
   *[other] Han fallado { $count } intentos.
}
outbox-letter-maintenance = Mantenimiento
outbox-letter-maintenance-cancelled = Mantenimiento anulado
