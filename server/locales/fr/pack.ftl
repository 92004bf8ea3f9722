# Paquets sectoriels : choix, et ce qui se dit quand l’un d’eux échoue.
pack-not-installed = Le paquet « { $pack } » n’est pas installé sur ce serveur.
pack-failed-trap = Le paquet « { $pack } » s’est arrêté sur une erreur : cette fiche n’a pas été examinée par lui.
pack-failed-deadline = Le paquet « { $pack } » n’a pas répondu à temps : cette fiche n’a pas été examinée par lui.
pack-failed-memory = Le paquet « { $pack } » a demandé trop de mémoire : cette fiche n’a pas été examinée par lui.
pack-failed-output = Le paquet « { $pack } » a donné une réponse illisible : cette fiche n’a pas été examinée par lui.
pack-failed-busy = Le serveur est trop occupé pour interroger le paquet « { $pack } ». Rechargez la page dans un moment.
pack-failed-switched-off = Le paquet « { $pack } » a échoué plusieurs fois de suite et reste arrêté jusqu’au redémarrage du serveur.
pack-failed-missing = Le paquet « { $pack } » est choisi par votre organisme et n’est plus installé sur ce serveur.
pack-failed-refused = Le paquet « { $pack } » ne peut pas fonctionner sur ce serveur. La personne qui gère le serveur trouve la cause dans son journal.
