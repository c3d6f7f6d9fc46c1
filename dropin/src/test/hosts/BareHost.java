import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import org.pf4j.ClassLoadingStrategy;
import org.pf4j.DefaultPluginManager;
import org.pf4j.JarPluginLoader;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginLoader;

/** An application that knows PF4J and nothing of us. Does what it reads, a word a line; ends at "end" without any ceremony. */
public class BareHost {

    public static void main(String[] arguments) throws Exception {
        ClassLoadingStrategy strategy = arguments[1].equals("APD") ? ClassLoadingStrategy.APD : ClassLoadingStrategy.PDA;
        DefaultPluginManager plugins = new DefaultPluginManager(Path.of(arguments[0])) {
            @Override
            protected PluginLoader createPluginLoader() {
                return new JarPluginLoader(this) {
                    @Override
                    public ClassLoader loadPlugin(Path path, PluginDescriptor descriptor) {
                        PluginClassLoader loader =
                                new PluginClassLoader(pluginManager, descriptor, BareHost.class.getClassLoader(), strategy);
                        loader.addFile(path.toFile());
                        return loader;
                    }
                };
            }
        };
        BufferedReader words = new BufferedReader(new InputStreamReader(System.in));
        for (String word = words.readLine(); !word.equals("end"); word = words.readLine()) {
            System.out.println(word + ": " + act(plugins, word));
        }
    }

    private static Object act(DefaultPluginManager plugins, String word) throws Exception {
        String id = "pointsman-dropin";
        switch (word) {
            case "load":
                plugins.loadPlugins();
                return plugins.getPlugins().size();
            case "start":
                plugins.startPlugins();
                return plugins.getPlugin(id).getPluginState();
            case "stop":
                return plugins.stopPlugin(id);
            case "extensions":
                return plugins.getExtensionClassNames(id).size();
            default:
                return isForgotten(plugins, id);
        }
    }

    /** Unloads, and tells whether nothing holds the plugin's classes any more. */
    private static boolean isForgotten(DefaultPluginManager plugins, String id) throws Exception {
        ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
        WeakReference<ClassLoader> loader = new WeakReference<>(plugins.getPluginClassLoader(id), collected);
        plugins.unloadPlugin(id);
        for (int i = 0; i < 100 && !loader.refersTo(null); i++) {
            System.gc();
            collected.remove(200);
        }
        return loader.refersTo(null);
    }
}
