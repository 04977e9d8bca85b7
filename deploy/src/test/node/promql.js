// Takes expressions as a JSON array on standard input; prints those that are no PromQL, with where they cease to be, as a JSON array.
import { parser } from '@prometheus-io/lezer-promql';
import { readFileSync } from 'node:fs';

const wrong = [];
for (const expression of JSON.parse(readFileSync(0, 'utf8'))) {
  parser.parse(expression).iterate({
    enter(node) {
      if (node.type.isError) wrong.push(`${expression.slice(0, node.from)} HERE ${expression.slice(node.from)}`);
    },
  });
}
console.log(JSON.stringify(wrong));
