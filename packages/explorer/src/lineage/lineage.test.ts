import { expect } from "chai";
import fc from "fast-check";
import { afterId, beforeId, collapse, mostDrawn, nodeSize, type LineageGraph } from "./graph.ts";
import { layOut, smooth } from "./layout.ts";

const node = (id: string, self = false) => ({ id, title: id, detail: "", href: `/${id}`, self, faded: false });
const edge = (from: string, to: string) => ({ from, to, label: "" });

/** One parent with many children; the parent is the page's own. */
function fan(children: number): LineageGraph {
  const ids = Array.from({ length: children }, (_, i) => `c${i}`);
  return { nodes: [node("p", true), ...ids.map((id) => node(id))], edges: ids.map((id) => edge("p", id)) };
}

/** A chain whose own node is in the middle. */
function chain(length: number): LineageGraph {
  const ids = Array.from({ length }, (_, i) => `n${i}`);
  return {
    nodes: ids.map((id, i) => node(id, i === Math.floor(length / 2))),
    edges: ids.slice(1).map((id, i) => edge(ids[i] as string, id)),
  };
}

describe("A lineage", () => {
  it("of up to 200 nodes is drawn whole", () => {
    const graph = fan(mostDrawn - 1);
    expect(collapse(graph)).to.deep.equal({ ...graph, before: 0, after: 0 });
  });

  it("of more folds the later ones into one node", () => {
    const drawn = collapse(fan(1000));
    expect(drawn.nodes).to.have.lengthOf(mostDrawn - 2);
    expect(drawn.nodes[0]?.id).to.equal("p");
    expect([drawn.before, drawn.after]).to.deep.equal([0, 1001 - (mostDrawn - 2)]);
    expect(drawn.edges.filter(({ to }) => to === afterId)).to.deep.equal([edge("p", afterId)]);
  });

  it("folds what is far before and far after a node in the middle", () => {
    const drawn = collapse(chain(1001), 101);
    expect(drawn.nodes.some(({ self }) => self)).to.equal(true);
    expect([drawn.before, drawn.after]).to.deep.equal([451, 451]);
    expect(drawn.edges.filter(({ from }) => from === beforeId)).to.have.lengthOf(1);
    expect(drawn.edges.filter(({ to }) => to === afterId)).to.have.lengthOf(1);
  });

  it("never loses a node, and joins only what is drawn", () => {
    const pair = fc.tuple(fc.nat({ max: 59 }), fc.nat({ max: 59 }));
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.array(pair, { maxLength: 120 }), (size, pairs) => {
        const nodes = Array.from({ length: size }, (_, i) => node(`n${i}`, i === 0));
        const edges = pairs.map(([a, b]) => [a % size, b % size] as const).filter(([a, b]) => a < b);
        const drawn = collapse({ nodes, edges: edges.map(([a, b]) => edge(`n${a}`, `n${b}`)) }, 20);
        expect(drawn.nodes.length + drawn.before + drawn.after).to.equal(size);
        const ids = new Set([...drawn.nodes.map(({ id }) => id), beforeId, afterId]);
        expect(drawn.edges.every(({ from, to }) => ids.has(from) && ids.has(to))).to.equal(true);
      }),
    );
  });
});

describe("The layout of a lineage", () => {
  it("places origins left of what came of them, apart from one another, and inside the picture", () => {
    const { nodes, lines, width, height } = layOut(collapse(fan(5)));
    const parent = nodes.find(({ id }) => id === "p");
    const children = nodes.filter(({ id }) => id !== "p");
    expect(lines).to.have.lengthOf(5);
    for (const child of children) expect(child.x - (parent?.x ?? 0)).to.be.at.least(nodeSize.width);
    const ys = children.map(({ y }) => y).sort((a, b) => a - b);
    ys.slice(1).forEach((y, i) => expect(y - (ys[i] as number)).to.be.at.least(nodeSize.height));
    for (const { x, y } of nodes) {
      expect(x + nodeSize.width / 2).to.be.at.most(width);
      expect(y + nodeSize.height / 2).to.be.at.most(height);
    }
  });

  it("runs from top to bottom where it is narrow", () => {
    const { nodes } = layOut(collapse(chain(3)), "TB");
    const [first, second] = nodes;
    expect(second?.x).to.equal(first?.x);
    expect((second?.y ?? 0) - (first?.y ?? 0)).to.be.at.least(nodeSize.height);
  });

  it("places the folded nodes too", () => {
    const { nodes } = layOut(collapse(fan(400)));
    expect(nodes).to.have.lengthOf(mostDrawn - 1);
    expect(nodes.some(({ id }) => id === afterId)).to.equal(true);
  });

  it("draws lines through their points", () => {
    expect(smooth([])).to.equal("");
    expect(
      smooth([
        { x: 0, y: 0 },
        { x: 10, y: 10 },
        { x: 20, y: 0 },
      ]),
    ).to.equal("M0 0 Q10 10 15 5 L20 0");
  });
});
