# Comment s’appellent les choix fixes : pages et rapports.
choice-answer-unanswered = Sans réponse
choice-answer-no = Non
choice-answer-yes = Oui
choice-status-validated = Validé
choice-status-incomplete = Incomplet
choice-status-suspended = Suspendu, à valider
choice-basis-consent = Consentement (art. 6, 1, a)
choice-basis-contract = Exécution d’un contrat (art. 6, 1, b)
choice-basis-legal-obligation = Obligation légale (art. 6, 1, c)
choice-basis-vital-interests = Sauvegarde des intérêts vitaux (art. 6, 1, d)
choice-basis-public-task = Mission d’intérêt public (art. 6, 1, e)
choice-basis-legitimate-interests = Intérêts légitimes (art. 6, 1, f)
choice-condition-explicit-consent = Consentement explicite (art. 9, 2, a)
choice-condition-employment-social-security = Droit du travail et de la protection sociale (art. 9, 2, b)
choice-condition-vital-interests = Sauvegarde des intérêts vitaux (art. 9, 2, c)
choice-condition-non-profit-members = Membres d’un organisme sans but lucratif (art. 9, 2, d)
choice-condition-manifestly-public = Données rendues publiques par la personne (art. 9, 2, e)
choice-condition-legal-claims = Droits en justice (art. 9, 2, f)
choice-condition-substantial-public-interest = Motif d’intérêt public important (art. 9, 2, g)
choice-condition-health-social-care = Soins et prise en charge sanitaire ou sociale (art. 9, 2, h)
choice-condition-public-health = Santé publique (art. 9, 2, i)
choice-condition-archiving-research-statistics = Archives, recherche ou statistiques (art. 9, 2, j)
choice-source-direct = Directe, auprès de la personne
choice-source-other-department = Indirecte, par un autre service ou ses applications
choice-source-partner = Indirecte, par un partenaire ou un prestataire
choice-volume-below-50 = Moins de 50
choice-volume-from-50 = De 50 à 100
choice-volume-from-100 = De 100 à 500
choice-volume-from-500 = De 500 à 1 000
choice-volume-from-1000 = De 1 000 à 5 000
choice-volume-from-5000 = De 5 000 à 10 000
choice-volume-from-10000 = De 10 000 à 50 000
choice-volume-from-50000 = De 50 000 à 100 000
choice-volume-from-100000 = De 100 000 à 500 000
choice-volume-from-500000 = De 500 000 à 1 million
choice-volume-above-1000000 = Plus d’un million
choice-retention-hours = { $n ->
    [one] { $n } heure
   *[other] { $n } heures
}
choice-retention-days = { $n ->
    [one] { $n } jour
   *[other] { $n } jours
}
choice-retention-weeks = { $n ->
    [one] { $n } semaine
   *[other] { $n } semaines
}
choice-retention-months = { $n } mois
choice-retention-years = { $n ->
    [one] { $n } an
   *[other] { $n } ans
}
choice-from-operation-start = à partir du début de l’opération
choice-from-operation-end = à partir de la fin de l’opération
choice-from-rolling = toujours la dernière période
choice-then-erase = puis effacement
choice-then-anonymise = puis anonymisation
choice-then-archive = puis archivage
choice-safeguard-standard-clauses = Clauses contractuelles types (art. 46)
choice-safeguard-binding-corporate-rules = Règles d’entreprise contraignantes (art. 47)
choice-safeguard-derogation = Dérogation (art. 49)
choice-safeguard-other-contractual = Autres clauses contractuelles autorisées (art. 46, 3)
choice-safeguard-code-of-conduct = Code de conduite (art. 46)
choice-safeguard-certification = Certification (art. 46)
