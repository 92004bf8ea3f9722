# El historial de un tratamiento o de una finalidad.
history-title = Historial de { $name }
history-tabs = Ficha e historial
history-tab-sheet = Ficha
history-tab = Historial
history-field-status = Estado
history-removed = retirado:
history-added = añadido:
history-saves = { $count ->
    [one] { $count } vez guardado, desde el { $begun }
   *[other] { $count } veces guardado, desde el { $begun }
 }
history-changes = { $count ->
    [one] { $count } campo modificado
   *[other] { $count } campos modificados
 }
history-nothing = No ha cambiado ningún campo de la ficha.
history-erased = Lo que se escribió entonces ya no se conserva.
history-pages = Páginas del historial
history-latest = Más reciente
history-older = Más antiguo
