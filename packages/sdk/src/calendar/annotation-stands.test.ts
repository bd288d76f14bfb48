import { expect } from "chai";
import { enumNames, type AnnotationKind } from "../vocabulary/enums.ts";
import { annotationRestrains, annotationStands } from "./annotation-stands.ts";

describe("what an annotation means", () => {
  it("stands to its last second, and until it is lifted", () => {
    expect(annotationStands({ until: 0, liftedAt: 0 }, 4_000_000_000)).to.equal(true);
    expect(annotationStands({ until: 100, liftedAt: 0 }, 100)).to.equal(true);
    expect(annotationStands({ until: 100, liftedAt: 0 }, 101)).to.equal(false);
    expect(annotationStands({ until: 0, liftedAt: 50 }, 51)).to.equal(false);
    expect(annotationStands({ until: 100, liftedAt: 50 }, 60)).to.equal(false);
  });

  it("restrains where it is a seizure or a temporary control", () => {
    const restraining = enumNames.AnnotationKind.filter((kind) => annotationRestrains(kind as AnnotationKind));
    expect(restraining).to.deep.equal(["seizure", "temporaryControl"]);
  });
});
