# Registers: tree and list.
register-title = Register of processing
register-kind = Choice of register
register-kind-controller = Controller
register-kind-processor = Processor
register-export = Export
register-export-csv = Whole register (CSV, 89 columns)
register-export-csv-validated = Validated activities only (CSV)
register-export-pdf = Register, article 30 (PDF)
register-export-pdf-operational = Full operational register (PDF)
register-import = Import
register-add = Add an activity
register-statuses = Status of activities
register-tab-all = All activities
register-tab-validated = Validated
register-tab-incomplete = Incomplete
register-tab-suspended = Suspended
register-empty-title = This register is still empty
register-empty-text = Import your present register from a spreadsheet, or describe a first activity.
register-branches = Branches of the register
register-search = Search in the register
register-search-branch = Search in this branch
register-filter-remove = Remove the filter { $filter }
register-as-tree = Tree
register-as-list = List
register-count = { $count ->
    [one] { $count } activity
   *[other] { $count } activities
 }
register-more = See the whole list
register-column-name = Activity
register-column-branch = Branch
register-column-updated = Changed on
register-column-status = Status
register-nothing = No activity matches these filters.
register-pages = Pages of the list
register-range = { $first } to { $last } of { $total }
register-previous = Previous
register-next = Next
register-add-menu = Add
register-add-purpose = Add a purpose
register-add-subcategory = Add a subcategory
register-add-category = Add a category
register-branch-menu = Actions on { $name }
register-from-model = Model
