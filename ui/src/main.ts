// Starts the pages on the real core.
import './style/global.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { core } from './platform/tauri';

const target = document.getElementById('app');
if (target) mount(App, { target, props: { core } });
