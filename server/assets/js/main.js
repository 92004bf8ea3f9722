// Loads the behaviours of the pages. Each page works without them; each module stands alone.
import "./menu.js";
import "./tree.js";
import "./panel.js";
import "./dialog.js";
import "./search.js";
import "./toast.js";
import "./forms.js";
import "./answer.js";
import "./completions.js";
import "./chips.js";
import "./drop.js";
import "./scroll.js";
import "./theme.js";
import "./password.js";
import "./departments.js";
import "./rows.js";
import "./branches.js";
