import { gaugeNetwork, type NetworkJob } from './networks.ts';

self.onmessage = ({ data }: MessageEvent<NetworkJob>) => {
  self.postMessage({ value: gaugeNetwork(data) });
};
