import { allowDecoders } from '../../runtime/data/pictures/allow-decoders.ts';

// Stryker runs tests in threads, where no main one sees to it.
allowDecoders();
