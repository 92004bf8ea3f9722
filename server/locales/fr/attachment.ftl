# Les documents d’un projet, et les projets d’un document.
attachment-title = Documents de { $name }
attachment-none = Aucun document n’est attaché.
attachment-find-document = Attacher un document déjà déposé
attachment-find-activity = Lier à un projet
attachment-find = Chercher
attachment-nothing = Rien de ce nom.
attachment-attach = Attacher
attachment-attach-document = Attacher { $name }
attachment-attach-to = Attacher au projet { $name }
attachment-detach = Détacher
attachment-detach-document = Détacher { $name }
attachment-detach-from = Détacher du projet { $name }
attachment-send = Ou déposer un fichier ici
said-attached = Document attaché.
said-detached = Document détaché.
