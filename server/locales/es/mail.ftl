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
mail-emptied = Contenido borrado tras el envío
