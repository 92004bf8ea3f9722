# Documents: filing, sheet, download.
document-drop = Drop your documents here
document-drop-help = Any type of file, up to { $limit } MB each. The text of PDF, Word, OpenDocument, Excel, PowerPoint, text, Markdown, CSV, HTML and mail (EML) files can then be searched.
document-choose = Choose files
document-upload = Upload
document-category = Category
document-name = Name
document-text = Text search
document-size = Size
document-filed = Filed on
document-type = Type
document-digest = SHA-256 digest
document-digest-help = It proves that the content has not changed since it was filed.
document-text-pending = Being read
document-text-indexed = Searchable
document-text-unreadable = Unreadable
document-text-none = No text
document-text-help-pending = The text is being read. The document can already be found by its name.
document-text-help-indexed = The words of this document can be found by searching.
document-text-help-unreadable = This file is damaged, protected or too heavy to read. It can be found by its name and downloaded.
document-text-help-none = No text is read from this type of file. It can be found by its name.
document-none-title = No documents yet
document-none = File here what proves your compliance: contracts, policies, privacy notices, impact assessments.
document-page = Page { $page } of { $pages }
document-newer = Newer documents
document-older = Older documents
document-links = Linked to
document-links-none = This document is not linked to anything.
document-save = Save
document-download = Download
document-delete = Delete
document-delete-title = Delete “{ $name }”?
document-delete-help = The file and its text will be erased. This cannot be undone.
document-too-large = This file exceeds the limit of { $limit } MB.
document-disk-full = The server has no space left for this file.
document-category-too-long = The category has at most { $limit } characters.
document-too-many-links = A document is linked to at most { $limit } things.
document-form-broken = The upload was interrupted or is not valid. Nothing was kept.
document-subcategory = Subcategory
document-category-missing = A subcategory needs a category.
document-expires-on = Expires on
document-expires-help = After this day the document proves nothing any more. You are reminded thirty days before.
document-review-on = Review on
document-review-help = The day to check that the document is still up to date. You are reminded thirty days before.
document-details = Filing and dates
document-expiry-soon = Expires on { $on }
document-expiry-overdue = Expired on { $on }
document-review-soon = Review by { $on }
document-review-overdue = Review was due on { $on }
document-versions = Versions
document-version = Version { $number }
document-version-send = Replace with a new version
document-version-help = The present file is kept and stays available here.
document-version-same = This file is the same as the present version.
document-choose-one = Choose a file
document-filter-name = Name of a document
document-filter-category = Category
document-filter-author = Filed by
document-filter-text = Text search
document-filter-order = Order
document-filter-due = { $count ->
    [one] 1 date to watch
   *[other] { $count } dates to watch
}
document-filter-loose = { $count ->
    [one] 1 linked to nothing
   *[other] { $count } linked to nothing
}
document-filter-nothing = No document matches these filters.
document-order-filed = Newest first
document-order-name = By name
document-order-size = Largest first
document-order-due = By next date
document-total = { $count ->
    [one] One document
   *[other] { $count } documents
}
said-version-filed = New version filed. The one before is kept.

# What a document looks like before it is downloaded.
preview-title = Preview
preview-alone = Open in a page of its own
preview-words = Read the text alone
preview-busy = Too many pages are asked for at once. Try again in a moment.
preview-of = Preview of { $name }
preview-page = Page { $number }
preview-sheet = Sheet { $number }
preview-cut = The preview ends here. Download the document to read the rest.
preview-field-from = From
preview-field-to = To
preview-field-date = Date
preview-field-subject = Subject
preview-field-attachment = Attached file

# Links to a document for people without an account.
shares-title = Share links
share-title = Shared document
share-help = Somebody shared this document with you.
share-until = Available until
share-works-until = Works until the end of { $until }
share-guarded = Protected by a password
share-end = End this link
share-make = Make a link
share-made = Here is the link. Copy it now: it is not shown again.
share-last-day = Last day
share-last-day-help = At the end of this day the link stops working.
share-password = Password
share-password-help = Eight characters or more. Pass it on by another way than the link.
share-password-asked = Password of this link
share-password-refused = This is not the password of this link.
share-password-wrong = The password of a link has between 8 and 200 characters.
share-day-wrong = Choose a day between today and one year from now.
share-too-many = This document has too many links. End some first.
share-dead = This link does not work, or no longer does.
share-dead-help = It may have come to its end or been taken back. Ask whoever sent it to you.
said-share-ended = The link works no more.
document-infected = This file was refused: the antivirus found { $name }.
document-not-scanned = The antivirus cannot look at this file now. Try again later, or ask the operator.
document-rules = Retention periods
document-rules-help = A document of a category expires so many months after it was filed; people are told before that day, then delete the document or keep it.
document-rules-none = No rule so far
document-rule-kept = Kept
document-rule-for = { $months ->
    [one] { $months } month after filing
   *[other] { $months } months after filing
}
document-rule-end = End
document-rule-end-of = End the rule of { $category }
document-rule-months-label = Months after filing
document-rule-months-help = From 1 to 120. Documents of the category without a day of expiry get one.
document-rule-months = From 1 to { $limit } months.
document-rule-set = Save the rule
