# Búsqueda en toda la organización.
search-title = Búsqueda
search-kinds = Qué se busca
search-kind-all = Todo
search-kind-document = Documentos
search-kind-activity = Tratamientos
search-kind-purpose = Finalidades
search-kind-action = Acciones
search-one-document = Documento
search-one-activity = Tratamiento
search-one-purpose = Finalidad
search-one-action = Acción
search-help = Busque palabras en los documentos, los tratamientos, las finalidades y las acciones. Ponga una expresión entre comillas para encontrarla tal cual.
search-none-title = Nada coincide con «{ $words }»
search-none = Pruebe con menos palabras o con el comienzo de una.
search-total = { $count ->
    [one] Un resultado
   *[other] { $count } resultados
}
search-category = Categoría
search-author = Creado por
search-from = Desde
search-until = Hasta
search-incomplete = El índice de búsqueda se está actualizando: pueden aparecer más resultados en un momento.
