//! Made-up French documents of about 2 kB, the same on every run.

const WORDS: &str = "le la les un une des de du au aux et ou dans par pour sur avec sans sous entre selon chaque tout cette leur \
    locataire logement loyer bail charges quittance impayé dossier demande attribution commission office habitat organisme agence \
    traitement données personnel registre finalité durée conservation archivage destinataire sous-traitant contrat clause mesure \
    sécurité accès authentification chiffrement journal sauvegarde incident violation notification autorité contrôle délégué \
    protection droit opposition effacement portabilité limitation information mention consentement intérêt légitime obligation \
    légale mission publique analyse impact risque vraisemblance gravité salarié paie recrutement formation évaluation badge \
    vidéosurveillance caméra accueil téléphone courrier courriel formulaire signature convention partenaire mairie préfecture \
    allocation caisse familiale aide sociale accompagnement surendettement expulsion procédure huissier tribunal jugement garant \
    caution assurance sinistre travaux entretien chaudière ascenseur gardien copropriété syndic assemblée vote budget facture \
    paiement prélèvement relance échéance plan apurement mensualité revenu fiscal imposition famille enfant conjoint mutation \
    échange handicap adaptation étage surface quartier résidence immeuble parking cave clef visite état lieux entrée sortie préavis \
    résiliation dépôt garantie restitution réparation dégradation constat photographie rapport expertise assister reporter décider \
    instruire transmettre recevoir classer vérifier compléter valider refuser suspendre conserver supprimer anonymiser";

/// Rare words, each in few documents: what people look for.
pub const RARE: [&str; 12] = [
    "amiante",
    "légionelle",
    "radon",
    "hypothèque",
    "usufruit",
    "tutelle",
    "curatelle",
    "squat",
    "mérule",
    "plomb",
    "crèche",
    "tombola",
];

/// Numbers that look random and are the same on every run.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound.max(1)
    }

    /// Small numbers far more often than large ones, as words of a language are.
    fn skewed(&mut self, bound: usize) -> usize {
        self.below(bound).min(self.below(bound))
    }
}

/// Words of the language, most frequent first.
pub fn words() -> Vec<&'static str> {
    WORDS.split_whitespace().collect()
}

/// A document: title and text.
pub fn document(number: usize) -> (String, String) {
    let words = words();
    let mut dice = Dice::new(number as u64 + 1);
    let mut text = String::with_capacity(2_200);
    let mut sentence = 0;
    while text.len() < 2_000 {
        let word = if dice.below(250) == 0 {
            RARE.get(dice.below(RARE.len())).copied()
        } else {
            words.get(dice.skewed(words.len())).copied()
        };
        text.push_str(word.unwrap_or_default());
        sentence += 1;
        if sentence > 6 && dice.below(9) == 0 {
            text.push_str(". ");
            sentence = 0;
        } else {
            text.push(' ');
        }
    }
    (format!("Note {number}"), text)
}
