# De qué se entera cada persona: campana, página y panel.
notifications-title = Notificaciones
notifications-help = Lo que le espera y lo que otras personas han hecho por usted. Elija en su cuenta cómo recibir avisos por correo.
notifications-choice = Elegir mis correos
notifications-all = Todas
notifications-unread = Sin leer
notifications-read-all = Marcar todo como leído
notifications-read = Marcar como leída
notifications-unread-again = Marcar como no leída
notifications-new = nueva
notifications-none-title = Nada nuevo
notifications-none = Lo que le espera aparecerá aquí y en la campana de cada página.
notification-somebody = Alguien
notification-activity-suspended = { $by } espera su decisión sobre el tratamiento «{ $name }»
notification-action-assigned = { $by } le asigna la acción «{ $title }»
notification-activity-validated = { $by } ha validado su tratamiento «{ $name }»
notification-activity-refused = { $by } le devuelve el tratamiento «{ $name }» para que lo revise
notification-joined = { $by } le ha dado acceso a esta organización
notification-role = { $by } ha cambiado su función: { $profile }
notification-role-super-user = { $by } ha cambiado su función: { $profile }, gestor
notification-mail-failed = No se pudo enviar un correo. { $why }
said-all-read = Todo está marcado como leído.
notification-activities-suspended = { $count ->
    [one] { $by } espera su decisión sobre un tratamiento
   *[other] { $by } espera su decisión sobre { $count } tratamientos
}
notifications-bell = { $count ->
    [one] notificación sin leer
   *[other] notificaciones sin leer
}
notification-review-due = El tratamiento «{ $name }» debe revisarse el { $on }
notification-reviews-due = { $count ->
    [one] Un tratamiento debe revisarse
   *[other] { $count } tratamientos deben revisarse
}
notification-commented = { $by } ha comentado el tratamiento «{ $name }»
notification-document-expiry = Vencimiento del documento «{ $name }»: { $on }.
notification-document-review = El documento «{ $name }» debe revisarse antes del { $on }.
notification-documents-due = { $count ->
    [one] Un documento caduca pronto o debe revisarse.
   *[other] { $count } documentos caducan pronto o deben revisarse.
}
notification-action-to-validate = { $by } espera que valide la acción «{ $title }»
notification-action-due = La acción «{ $title }» debe terminarse antes del { $on }
notification-action-commented = { $by } ha comentado la acción «{ $title }»
notification-lead-named = { $by } le confía la dirección de «{ $title }»
notification-pack-withdrawn = El paquete «{ $pack }» ya no está disponible en este servidor: su organismo ya no lo usa. Lo que hizo con él se conserva.
