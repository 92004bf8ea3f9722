# Les documents d’un élément, et les éléments liés à un document.
attachment-title = Documents de { $name }
attachment-none = Aucun document n’est attaché ici.
attachment-find-document = Attacher un document déjà déposé
attachment-find-subject = Lier à un projet ou une finalité
attachment-find = Chercher
attachment-nothing = Rien de ce nom.
attachment-attach = Attacher
attachment-attach-document = Attacher { $name }
attachment-attach-to = Attacher à { $name }
attachment-detach = Détacher
attachment-detach-document = Détacher { $name }
attachment-detach-from = Détacher de { $name }
attachment-send = Ou déposer un fichier ici
said-attached = Document attaché.
said-detached = Document détaché.
