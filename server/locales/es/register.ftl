# Los registros: árbol y lista.
register-title = Registro de actividades
register-kind = Elección del registro
register-kind-controller = Responsable
register-kind-processor = Encargado
register-export = Exportar
register-export-csv = Todo el registro (CSV, 89 columnas)
register-export-csv-validated = Solo tratamientos validados (CSV)
register-export-pdf = Registro, artículo 30 (PDF)
register-export-pdf-operational = Registro operativo completo (PDF)
register-import = Importar
register-add = Añadir un tratamiento
register-statuses = Estado de los tratamientos
register-tab-all = Todos los tratamientos
register-tab-validated = Validados
register-tab-incomplete = Incompletos
register-tab-suspended = Suspendidos
register-empty-title = Este registro aún está vacío
register-empty-text = Importe su registro actual desde una hoja de cálculo o describa un primer tratamiento.
register-branches = Ramas del registro
register-search = Buscar en el registro
register-search-branch = Buscar en esta rama
register-filter-remove = Quitar el filtro { $filter }
register-as-tree = Árbol
register-as-list = Lista
register-count = { $count ->
    [one] { $count } tratamiento
   *[other] { $count } tratamientos
 }
register-more = Ver toda la lista
register-column-name = Tratamiento
register-column-branch = Rama
register-column-updated = Modificado el
register-column-status = Estado
register-nothing = Ningún tratamiento corresponde a estos filtros.
register-pages = Páginas de la lista
register-range = { $first } a { $last } de { $total }
register-previous = Anteriores
register-next = Siguientes
register-add-menu = Añadir
register-add-purpose = Añadir una finalidad
register-add-subcategory = Añadir una subcategoría
register-add-category = Añadir una categoría
register-branch-menu = Acciones sobre { $name }
register-from-model = Modelo
