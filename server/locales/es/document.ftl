# Documentos: depósito, ficha, descarga.
document-drop = Suelte aquí sus documentos
document-drop-help = Cualquier tipo de archivo, hasta { $limit } MB cada uno. El texto de los archivos PDF, Word, OpenDocument, Excel, PowerPoint, texto, Markdown, CSV, HTML y correo (EML) se puede buscar después.
document-choose = Elegir archivos
document-upload = Enviar
document-category = Categoría
document-name = Nombre
document-text = Búsqueda en el texto
document-size = Tamaño
document-filed = Depositado el
document-type = Tipo
document-digest = Huella SHA-256
document-digest-help = Prueba que el contenido no ha cambiado desde su depósito.
document-text-pending = Leyéndose
document-text-indexed = Se puede buscar
document-text-unreadable = Ilegible
document-text-none = Sin texto
document-text-help-pending = El texto se está leyendo. El documento ya se encuentra por su nombre.
document-text-help-indexed = Las palabras de este documento se encuentran con la búsqueda.
document-text-help-unreadable = Este archivo está dañado, protegido o es demasiado pesado para leerlo. Se encuentra por su nombre y se puede descargar.
document-text-help-none = De este tipo de archivo no se lee texto. Se encuentra por su nombre.
document-none-title = Todavía no hay documentos
document-none = Deposite aquí lo que prueba su conformidad: contratos, políticas, avisos de información, evaluaciones de impacto.
document-page = Página { $page } de { $pages }
document-newer = Documentos más recientes
document-older = Documentos más antiguos
document-links = Vinculado a
document-links-none = Este documento no está vinculado a nada.
document-save = Guardar
document-download = Descargar
document-delete = Eliminar
document-delete-title = ¿Eliminar «{ $name }»?
document-delete-help = El archivo y su texto se borrarán. No se puede deshacer.
document-too-large = Este archivo supera el límite de { $limit } MB.
document-disk-full = El servidor no tiene espacio para este archivo.
document-category-too-long = La categoría tiene como máximo { $limit } caracteres.
document-too-many-links = Un documento se vincula como máximo a { $limit } elementos.
document-form-broken = El envío se interrumpió o no es válido. No se ha guardado nada.
document-subcategory = Subcategoría
document-category-missing = Una subcategoría necesita una categoría.
document-expires-on = Caduca el
document-expires-help = Después de ese día el documento ya no prueba nada. Recibirá un aviso treinta días antes.
document-review-on = Revisar el
document-review-help = El día en que hay que comprobar que el documento sigue al día. Recibirá un aviso treinta días antes.
document-details = Clasificación y fechas
document-expiry-soon = Caduca el { $on }
document-expiry-overdue = Caducado desde el { $on }
document-review-soon = Revisar antes del { $on }
document-review-overdue = Por revisar desde el { $on }
document-versions = Versiones
document-version = Versión { $number }
document-version-send = Sustituir por una nueva versión
document-version-help = El archivo actual se conserva y sigue disponible aquí.
document-version-same = Este archivo es idéntico a la versión actual.
document-choose-one = Elegir un archivo
document-filter-name = Nombre de un documento
document-filter-category = Categoría
document-filter-author = Archivado por
document-filter-text = Búsqueda en el texto
document-filter-order = Orden
document-filter-due = { $count ->
    [one] 1 fecha por vigilar
   *[other] { $count } fechas por vigilar
}
document-filter-loose = { $count ->
    [one] 1 sin vínculos
   *[other] { $count } sin vínculos
}
document-filter-nothing = Ningún documento cumple estos filtros.
document-order-filed = Los más recientes primero
document-order-name = Por nombre
document-order-size = Los más pesados primero
document-order-due = Por próxima fecha
document-total = { $count ->
    [one] Un documento
   *[other] { $count } documentos
}
said-version-filed = Nueva versión archivada. La anterior se conserva.

# Qué aspecto tiene un documento antes de descargarlo.
preview-title = Vista previa
preview-alone = Abrir en una página aparte
preview-words = Leer solo el texto
preview-busy = Se piden demasiadas páginas a la vez. Inténtelo de nuevo en un momento.
preview-of = Vista previa de { $name }
preview-page = Página { $number }
preview-sheet = Hoja { $number }
preview-cut = La vista previa termina aquí. Descargue el documento para leer el resto.
preview-field-from = De
preview-field-to = Para
preview-field-date = Fecha
preview-field-subject = Asunto
preview-field-attachment = Archivo adjunto

# Los enlaces a un documento para quien no tiene cuenta.
shares-title = Enlaces compartidos
share-title = Documento compartido
share-help = Alguien ha compartido este documento con usted.
share-until = Disponible hasta el
share-works-until = Funciona hasta el { $until } incluido
share-guarded = Protegido con contraseña
share-end = Detener este enlace
share-make = Crear un enlace
share-made = Este es el enlace. Cópielo ahora: no se mostrará de nuevo.
share-last-day = Último día
share-last-day-help = Al final de ese día el enlace deja de funcionar.
share-password = Contraseña
share-password-help = Ocho caracteres o más. Comuníquela por otro medio que el enlace.
share-password-asked = Contraseña de este enlace
share-password-refused = No es la contraseña de este enlace.
share-password-wrong = La contraseña de un enlace tiene entre 8 y 200 caracteres.
share-day-wrong = Elija un día entre hoy y dentro de un año.
share-too-many = Este documento tiene demasiados enlaces. Detenga alguno primero.
share-dead = Este enlace no funciona, o ya no.
share-dead-help = Puede que haya llegado a su fin o que se haya detenido. Pregunte a quien se lo envió.
said-share-ended = El enlace ya no funciona.
document-infected = Este archivo se ha rechazado: el antivirus encontró { $name }.
document-not-scanned = El antivirus no puede examinar este archivo por ahora. Inténtelo más tarde o pregunte al operador.
document-rules = Plazos de conservación
document-rules-help = Un documento de una categoría caduca tantos meses después de su depósito; se avisa antes de ese día, y luego se suprime o se conserva.
document-rules-none = Ninguna regla por ahora
document-rule-kept = Se conservan
document-rule-for = { $months ->
    [one] { $months } mes tras el depósito
   *[other] { $months } meses tras el depósito
}
document-rule-end = Terminar
document-rule-end-of = Terminar la regla de { $category }
document-rule-months-label = Meses tras el depósito
document-rule-months-help = De 1 a 120. Los documentos de la categoría sin fecha de caducidad reciben una.
document-rule-months = De 1 a { $limit } meses.
document-rule-set = Guardar la regla
