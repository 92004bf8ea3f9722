# Search over the whole organisation.
search-title = Search
search-kinds = What is searched
search-kind-all = All
search-kind-document = Documents
search-kind-activity = Activities
search-kind-purpose = Purposes
search-kind-action = Actions
search-one-document = Document
search-one-activity = Processing activity
search-one-purpose = Purpose
search-one-action = Action
search-help = Look for words in documents, activities, purposes and actions. Put a phrase in quotes to find it as it stands.
search-none-title = Nothing matches “{ $words }”
search-none = Try fewer words, or the beginning of a word.
search-total = { $count ->
    [one] One result
   *[other] { $count } results
}
search-category = Category
search-author = Made by
search-from = From
search-until = Until
search-incomplete = The search index is being renewed: more may be found in a moment.
