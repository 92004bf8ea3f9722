# Importing a register file.
import-title = Import a register
import-crumb = Register
import-choose = Choose the file to import
import-choose-help = CSV, tab-separated text, XLSX or ODS with 89 columns, 50 MB at most. Nothing is written before you agree.
import-file = File
import-check = Check the file
import-as-xlsx = XLSX
import-as-csv = CSV
import-template = Empty template
import-example = Filled example
import-how = How to prepare the file
import-how-row = One row describes one processing activity. Category, purpose and name are always filled.
import-how-values = Several values in one cell are separated by semicolons.
import-how-format = A spreadsheet (XLSX, ODS) or a text file (CSV, tabs), one header row. Files written by French Excel are recognised.
import-preview = Check of the file
import-counts = { $valid ->
    [one] { $valid } valid row out of { $rows }
   *[other] { $valid } valid rows out of { $rows }
 }
import-creates = What the import will create
import-made = What the import created
import-categories = { $count ->
    [one] category
   *[other] categories
 }
import-subcategories = { $count ->
    [one] subcategory
   *[other] subcategories
 }
import-purposes = { $count ->
    [one] purpose
   *[other] purposes
 }
import-activities = { $count ->
    [one] processing activity
   *[other] processing activities
 }
import-departments = { $count ->
    [one] department
   *[other] departments
 }
import-validated = { $count ->
    [one] validated
   *[other] validated
 }
import-incomplete = { $count ->
    [one] incomplete
   *[other] incomplete
 }
import-suspended = { $count ->
    [one] suspended
   *[other] suspended
 }
import-faults = Errors ({ $count })
import-faults-none = No error: the file can be imported.
import-faults-more = Only the first errors are shown. The list to download holds them all, up to 5,000.
import-faults-download = Download the errors
import-notices = Good to know ({ $count })
import-rows = All rows
import-row = Row
import-column = Column
import-value = Value found
import-problem = Problem
import-whole-file = file
import-commit-all = { $count ->
    [one] Import the row
   *[other] Import { $count } rows
 }
import-commit-valid = { $count ->
    [one] Import the one valid row only
   *[other] Import the { $count } valid rows only
 }
import-again = Fix and try again
import-see-register = See the register
import-done = Import finished
import-too-large = This file is larger than { $most } MB.
import-has-faults = { $count ->
    [one] There is one error in this file. Fix it, or import the valid rows only.
   *[other] There are { $count } errors in this file. Fix them, or import the valid rows only.
 }
import-nothing-valid = This file holds no row to import.
import-fault-required = The column “{ $column }” must be filled.
import-fault-range = “{ $value }” is not between { $min } and { $max }.
import-fault-date = Day, month and year make no date of the calendar.
import-fault-requires = The column “{ $column }” must be filled, as one of those that depend on it is: { $columns }.
import-fault-enum = “{ $value }” is not an accepted value. Accepted values: { $accepted }.
import-fault-email = “{ $value }” is not an e-mail address.
import-fault-url = “{ $value }” is not a full web address that begins with https:// or http://.
import-fault-country = “{ $value }” is not the name of a country.
import-fault-bool = “{ $value }” is neither yes nor no. Accepted values: { $accepted }.
import-fault-number = “{ $value }” is not a whole number.
import-fault-pairs = The values come in pairs: category ; data. One is missing.
import-fault-duplicate = The row { $earlier } names the activity “{ $value }” in the same purpose already.
import-fault-taken = The register has an activity “{ $value }” in the same purpose already.
import-fault-encoding = This file can be read neither as text nor as a spreadsheet. Save it as XLSX, ODS or CSV UTF-8.
import-fault-delimiter = The columns are separated neither by commas nor by tabs nor by semicolons.
import-fault-header = The first row must hold the headers of the columns.
import-fault-columns = { $value } columns were found instead of 89.
import-fault-size = Too large: { $value }. Limits: 50 MB, 512 MB once inflated, 20,000 rows, 32,767 bytes and 500 values a cell.
import-notice-encoding = The file is in { $value } and not in UTF-8; it was read all the same.
import-notice-delimiter = The columns are separated by semicolons; the file was read all the same.
import-notice-header = The header “{ $value }” is that of another column than “{ $column }”. Columns are read in their order: check that they were not swapped.
import-notice-blank_row = Empty row, passed over.
import-notice-subcategory_parent = The subcategory “{ $value }” stands under several categories: it will be several subcategories.
import-notice-purpose_parent = The purpose “{ $value }” stands in several places: it will be several purposes.
import-notice-indirect_source = Collection is indirect, but its source is not named.
import-notice-volume_without_subjects = The volume “{ $value }” applies to no category of people.
import-notice-no_without_name = Answer “{ $value }” about somebody who is not named.
import-notice-recipient_reading = The column “{ $column }” is read as: yes, the recipient is internal; no, it is external.
import-notice-department_head = Several heads for the department “{ $value }”: the first one counts.
import-how-client = The 89 columns have no place for the client: activities arrive incomplete, unless from a spreadsheet exported by this software.
import-before = Earlier imports
import-at = Uploaded on
import-activities-made = Activities created
import-state = State
import-state-made = Imported
import-state-undone = Undone
import-state-waiting = Waiting
import-counts-made = { $made ->
    [one] { $made } activity created from { $rows } rows
   *[other] { $made } activities created from { $rows } rows
 }
import-corrected = { $count ->
    [one] 1 cell corrected here
   *[other] { $count } cells corrected here
 }
import-correct = Check again
import-correct-help = Correct the values here, then check again: the file stays as it is, and nothing else is lost.
import-cell = Row { $row }, { $column }
import-notice = Good to know
import-new = new
import-becomes = After the import
import-row-faulty = with errors
import-running = Import under way
import-running-help = You can leave this page: the import goes on. If the server stops before the end, nothing is written.
import-failed = The import could not be finished: nothing was written. Try again.
import-made-already = This file was imported already.
import-no-cell = There is no such cell in the file.
import-cell-too-long = A cell holds { $most } bytes at most.
import-too-many-corrections = At most { $most } cells are corrected here: correct the rest in the file.
import-was-undone = This import was undone on { $at }. The file can be imported again.
import-undo = Undo this import
import-undo-do = Undo the import
import-undo-help = Everything that this import created is taken away, and the register is what it was. This is possible as long as nothing was changed since.
import-undo-sure = Take away everything that the import of “{ $name }” created?
import-undo-nothing = This import created nothing: there is nothing to undo.
import-undo-activities = { $count ->
    [one] One activity of this import was changed or deleted since
   *[other] { $count } activities of this import were changed or deleted since
 }: the import can no longer be undone as a whole.
import-undo-purposes = { $count ->
    [one] One purpose of this import was changed or deleted since
   *[other] { $count } purposes of this import were changed or deleted since
 }: the import can no longer be undone as a whole.
import-undo-categories = { $count ->
    [one] One category of this import was changed or deleted since
   *[other] { $count } categories of this import were changed or deleted since
 }: the import can no longer be undone as a whole.
import-undo-departments = { $count ->
    [one] One department of this import was changed or deleted since
   *[other] { $count } departments of this import were changed or deleted since
 }: the import can no longer be undone as a whole.
import-undo-used = “{ $name }” was used since by something else than this import ({ $count }): the import can no longer be undone.
import-undo-documents = { $count ->
    [one] One activity of this import has
   *[other] { $count } activities of this import have
 } documents now: detach them first.
import-running-already = This file is being imported already.
import-fault-details = The sheet of details says something about this row that cannot be read: { $value }.
import-notice-details_aside = The cell was changed since the export: it counts, and the detail “{ $value }” is left aside.
import-notice-details_unused = The details of the activity “{ $value }” belong to no row: they are left aside.
said-import-undone = Import undone: the register is as before.
import-undo-comments = { $count ->
    [one] One comment was
   *[other] { $count } comments were
 } written since on activities of this import: the import can no longer be undone.
import-foreign-help = The pack “{ $pack }” reads this table and turns it into processing activities. You see the result before it enters the register.
import-foreign-fault = Line { $line }, { $column }: { $why }
import-foreign-line = Line { $line }: { $why }
import-foreign-file = { $why }
import-foreign-empty = This file holds no activity.
import-foreign-failed = The pack “{ $pack }” did not manage to read this file. Check that it is the right table.
import-fault-unwanted = The column “{ $column }” must stay empty: the data are collected directly.
import-foreign-columns = Columns expected, in any order: { $columns }.
