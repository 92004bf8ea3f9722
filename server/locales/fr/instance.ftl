# Ce que chacun lit de l’opérateur : offre, contact, conditions d’utilisation.
plan-seats-full = Les { $limit } places de référent de votre organisme sont prises. Pour en avoir davantage, adressez-vous à la personne qui gère le serveur.
plan-seats-full-ask = Les { $limit } places de référent de votre organisme sont prises. Pour en avoir davantage, adressez-vous à { $contact }.
plan-seats-taken = L’organisme compte déjà { $taken } référents : { $limit } places ne suffisent pas.
operator-not-oneself = On ne se retire pas soi-même le rôle d’opérateur : demandez-le à un autre opérateur.
text-french-missing = Écrivez aussi le texte français : il remplace les traductions absentes.
