# La importación de un fichero de registro.
import-title = Importar un registro
import-crumb = Registro
import-choose = Elija el fichero que desea importar
import-choose-help = CSV, texto tabulado, XLSX u ODS de 89 columnas, 50 MB como máximo. No se escribe nada antes de su acuerdo.
import-file = Fichero
import-check = Comprobar el fichero
import-as-xlsx = XLSX
import-as-csv = CSV
import-template = Plantilla vacía
import-example = Ejemplo relleno
import-how = Cómo preparar el fichero
import-how-row = Una línea describe un tratamiento. Categoría, finalidad y nombre se rellenan siempre.
import-how-values = Varios valores en una celda se separan con puntos y comas.
import-how-format = Una hoja de cálculo (XLSX, ODS) o un fichero de texto (CSV, tabulaciones), una línea de encabezados. Se reconocen los ficheros de Excel en francés.
import-preview = Comprobación del fichero
import-counts = { $valid ->
    [one] { $valid } línea válida de { $rows }
   *[other] { $valid } líneas válidas de { $rows }
 }
import-creates = Lo que la importación va a crear
import-made = Lo que la importación ha creado
import-categories = { $count ->
    [one] categoría
   *[other] categorías
 }
import-subcategories = { $count ->
    [one] subcategoría
   *[other] subcategorías
 }
import-purposes = { $count ->
    [one] finalidad
   *[other] finalidades
 }
import-activities = { $count ->
    [one] tratamiento
   *[other] tratamientos
 }
import-departments = { $count ->
    [one] departamento
   *[other] departamentos
 }
import-validated = { $count ->
    [one] validado
   *[other] validados
 }
import-incomplete = { $count ->
    [one] incompleto
   *[other] incompletos
 }
import-suspended = { $count ->
    [one] suspendido
   *[other] suspendidos
 }
import-faults = Errores ({ $count })
import-faults-none = Ningún error: el fichero se puede importar.
import-faults-more = Solo se muestran los primeros errores. La lista que se descarga los contiene todos, hasta 5.000.
import-faults-download = Descargar los errores
import-notices = Conviene saber ({ $count })
import-rows = Todas las líneas
import-row = Línea
import-column = Columna
import-value = Valor encontrado
import-problem = Problema
import-whole-file = fichero
import-commit-all = { $count ->
    [one] Importar la línea
   *[other] Importar { $count } líneas
 }
import-commit-valid = { $count ->
    [one] Importar solo la línea válida
   *[other] Importar solo las { $count } líneas válidas
 }
import-again = Corregir y volver a empezar
import-see-register = Ver el registro
import-done = Importación terminada
import-too-large = Este fichero supera los { $most } MB.
import-has-faults = { $count ->
    [one] Queda un error en este fichero. Corríjalo o importe solo las líneas válidas.
   *[other] Quedan { $count } errores en este fichero. Corríjalos o importe solo las líneas válidas.
 }
import-nothing-valid = Este fichero no contiene ninguna línea que importar.
import-fault-required = La columna «{ $column }» debe rellenarse.
import-fault-range = «{ $value }» no está entre { $min } y { $max }.
import-fault-date = El día, el mes y el año no forman una fecha del calendario.
import-fault-requires = La columna «{ $column }» debe rellenarse, porque lo está alguna de las que dependen de ella: { $columns }.
import-fault-enum = «{ $value }» no es un valor aceptado. Valores aceptados: { $accepted }.
import-fault-email = «{ $value }» no es una dirección de correo.
import-fault-url = «{ $value }» no es una dirección web completa que empiece por https:// o http://.
import-fault-country = «{ $value }» no es el nombre de un país.
import-fault-bool = «{ $value }» no es ni sí ni no. Valores aceptados: { $accepted }.
import-fault-number = «{ $value }» no es un número entero.
import-fault-pairs = Los valores van de dos en dos: categoría ; dato. Falta uno.
import-fault-duplicate = La fila { $earlier } ya describe el tratamiento «{ $value }» en la misma finalidad.
import-fault-taken = El registro ya contiene un tratamiento «{ $value }» en la misma finalidad.
import-fault-encoding = Este fichero no se puede leer ni como texto ni como hoja de cálculo. Guárdelo como XLSX, ODS o CSV UTF-8.
import-fault-delimiter = Las columnas no están separadas ni por comas, ni por tabuladores, ni por puntos y comas.
import-fault-header = La primera línea debe contener los encabezados de las columnas.
import-fault-columns = Se han encontrado { $value } columnas en lugar de 89.
import-fault-size = Demasiado grande: { $value }. Límites: 50 MB, 512 MB una vez descomprimido, 20 000 líneas, 32 767 octetos y 500 valores por celda.
import-notice-encoding = El fichero está en { $value } y no en UTF-8; se ha leído de todos modos.
import-notice-delimiter = Las columnas están separadas por puntos y comas; el fichero se ha leído de todos modos.
import-notice-header = El encabezado «{ $value }» es el de otra columna que «{ $column }». Las columnas se leen por orden: compruebe que no están intercambiadas.
import-notice-blank_row = Línea vacía, ignorada.
import-notice-subcategory_parent = La subcategoría «{ $value }» está en varias categorías: serán varias subcategorías.
import-notice-purpose_parent = La finalidad «{ $value }» está en varios lugares: serán varias finalidades.
import-notice-indirect_source = La recogida es indirecta, pero no se indica su fuente.
import-notice-volume_without_subjects = El volumen «{ $value }» no se aplica a ninguna categoría de personas.
import-notice-no_without_name = Respuesta «{ $value }» sobre alguien que no se nombra.
import-notice-recipient_reading = La columna «{ $column }» se lee así: sí, el destinatario es interno; no, es externo.
import-notice-department_head = Varios responsables para el departamento «{ $value }»: se conserva el primero.
import-how-client = Las 89 columnas no tienen sitio para el cliente: los tratamientos llegan incompletos, salvo desde una hoja exportada por este programa.
import-before = Importaciones anteriores
import-at = Subido el
import-activities-made = Tratamientos creados
import-state = Estado
import-state-made = Importado
import-state-undone = Anulado
import-state-waiting = En espera
import-counts-made = { $made ->
    [one] { $made } tratamiento creado de { $rows } líneas
   *[other] { $made } tratamientos creados de { $rows } líneas
 }
import-corrected = { $count ->
    [one] 1 celda corregida aquí
   *[other] { $count } celdas corregidas aquí
 }
import-correct = Comprobar de nuevo
import-correct-help = Corrija los valores aquí y compruebe de nuevo: el fichero queda como está y no se pierde nada más.
import-cell = Línea { $row }, { $column }
import-notice = Conviene saber
import-new = nuevo
import-becomes = Tras la importación
import-row-faulty = con errores
import-running = Importación en curso
import-running-help = Puede dejar esta página: la importación continúa. Si el servidor se detiene antes del final, no se escribe nada.
import-failed = La importación no pudo terminar: no se escribió nada. Inténtelo de nuevo.
import-made-already = Este fichero ya se importó.
import-no-cell = Esta celda no existe en el fichero.
import-cell-too-long = Una celda contiene { $most } octetos como máximo.
import-too-many-corrections = Aquí se corrigen { $most } celdas como máximo: corrija el resto en el fichero.
import-was-undone = Esta importación se anuló el { $at }. El fichero se puede importar de nuevo.
import-undo = Anular esta importación
import-undo-do = Anular la importación
import-undo-help = Se retira todo lo que esta importación creó, y el registro vuelve a ser lo que era. Es posible mientras no se haya cambiado nada desde entonces.
import-undo-sure = ¿Retirar todo lo que creó la importación de «{ $name }»?
import-undo-nothing = Esta importación no creó nada: no hay nada que anular.
import-undo-activities = { $count ->
    [one] Un tratamiento de esta importación se modificó o eliminó después
   *[other] { $count } tratamientos de esta importación se modificaron o eliminaron después
 }: la importación ya no se puede anular entera.
import-undo-purposes = { $count ->
    [one] Una finalidad de esta importación se modificó o eliminó después
   *[other] { $count } finalidades de esta importación se modificaron o eliminaron después
 }: la importación ya no se puede anular entera.
import-undo-categories = { $count ->
    [one] Una categoría de esta importación se modificó o eliminó después
   *[other] { $count } categorías de esta importación se modificaron o eliminaron después
 }: la importación ya no se puede anular entera.
import-undo-departments = { $count ->
    [one] Un departamento de esta importación se modificó o eliminó después
   *[other] { $count } departamentos de esta importación se modificaron o eliminaron después
 }: la importación ya no se puede anular entera.
import-undo-used = Algo distinto de esta importación utiliza ahora «{ $name }» ({ $count }): la importación ya no se puede anular.
import-undo-documents = { $count ->
    [one] Un tratamiento de esta importación tiene
   *[other] { $count } tratamientos de esta importación tienen
 } ahora documentos: desvincúlelos primero.
import-running-already = Este fichero ya se está importando.
import-fault-details = La hoja de complementos dice de esta línea algo ilegible: { $value }.
import-notice-details_aside = La celda cambió desde la exportación: cuenta ella, y el complemento «{ $value }» se deja de lado.
import-notice-details_unused = Los complementos del tratamiento «{ $value }» no corresponden a ninguna línea: se dejan de lado.
said-import-undone = Importación anulada: el registro está como antes.
import-undo-comments = { $count ->
    [one] Se escribió un comentario
   *[other] Se escribieron { $count } comentarios
 } después sobre tratamientos de esta importación: ya no se puede anular.
import-foreign-help = El paquete «{ $pack }» lee esta tabla y la convierte en tratamientos. Verá el resultado antes de que entre en el registro.
import-foreign-fault = Línea { $line }, { $column }: { $why }
import-foreign-line = Línea { $line }: { $why }
import-foreign-file = { $why }
import-foreign-empty = Este archivo no contiene ningún tratamiento.
import-foreign-failed = El paquete «{ $pack }» no ha logrado leer este archivo. Compruebe que es la tabla correcta.
import-fault-unwanted = La columna «{ $column }» debe quedar vacía: la recogida es directa.
import-foreign-columns = Columnas esperadas, en cualquier orden: { $columns }.
