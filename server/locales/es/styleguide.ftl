# La página de componentes, para quien desarrolla.
style-title = Guía de componentes
style-name = Cobro de alquileres
style-other = Gestión de alquileres
style-long = Seguimiento de impagos y planes de pago
style-sentence = Plazo: 10 años en lugar de 5. Dato añadido: sobreendeudamiento.
style-help = Propuesto por el departamento de alquileres, ayer.
style-badge = Modelo CNIL
style-suspended = Suspendido
style-good = Validado
style-bad = EIPD pendiente
style-grades = Sensibilidad
style-do = Examinar
style-add = Añadir
style-open = Abrir
style-delete = Eliminar
