// Takes objects as a JSON array on standard input; prints what the operators' own schemas find wrong with them, as a JSON array.
import { readFileSync } from 'node:fs';

const packages = {
  'keda.sh': 'keda',
  'gateway.networking.k8s.io': 'gateway-api',
  'monitoring.coreos.com': 'prometheus-operator',
};

const wrong = [];
for (const object of JSON.parse(readFileSync(0, 'utf8'))) {
  const [group] = object.apiVersion.split('/');
  const model = await import(`@kubernetes-models/${packages[group]}/${object.apiVersion}/${object.kind}`);
  try {
    new model[object.kind](object).validate();
  } catch (fault) {
    wrong.push(`${object.kind} ${object.metadata.name}: ${fault.message}`);
  }
}
console.log(JSON.stringify(wrong));
