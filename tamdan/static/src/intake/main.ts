// The bundle that the form loads when it is whole itself: sealing, keeping, sending (docs/domain/intake.md).
import { beginForm } from "./form";

window.tamdanSealing = beginForm;
