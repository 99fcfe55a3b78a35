/** The language server of this page, in a thread of its own. */
import "sluice/language/worker";
