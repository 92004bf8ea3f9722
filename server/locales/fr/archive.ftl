# L’archive de l’organisme (réversibilité).
archive-get = Tout emporter
archive-help = Tout l’organisme en un fichier : registres et journal en CSV, données en JSON, documents tels que déposés. Une autre instance peut l’importer.
archive-damaged = Ce fichier n’est pas une archive complète : { $cause }
archive-newer = Cette archive vient d’une version plus récente ({ $version }) : mettez d’abord cette instance à jour.
archive-newer-values = Cette archive contient des données d’une version plus récente : mettez d’abord cette instance à jour.
archive-organisation-here = « { $name } » est déjà dans cette instance.
archive-line-damaged = { $file }, ligne { $line } : { $cause }
archive-document-changed = Le document « { $name } » n’est plus celui qui a été archivé.
