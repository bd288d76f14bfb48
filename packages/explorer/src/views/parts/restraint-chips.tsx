import type { Certificate } from "../../api/shapes.ts";
import { Chip } from "../../ui/chip.tsx";

/** That a seizure (查封) or a temporary control (临时管制) stands on a certificate now; nothing where none does. */
export function RestraintChips({ certificate }: { certificate: Pick<Certificate, "restrained" | "annotations"> }) {
  if (!certificate.restrained) return null;
  const standing = certificate.annotations.filter(({ stands, restrains }) => stands && restrains);
  const kinds = [...new Set(standing.map(({ kind }) => kind))];
  // Only the newest annotations are told; what restrains may be an older one.
  if (kinds.length === 0) return <Chip group="annotationState" value="restrains" />;
  return (
    <>
      {kinds.map((kind) => (
        <Chip key={kind} group="annotationKind" value={kind} />
      ))}
    </>
  );
}
