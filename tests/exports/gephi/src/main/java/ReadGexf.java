import java.io.File;
import org.gephi.graph.api.DirectedGraph;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.Node;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Report;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;

/** Reads a GEXF file with Gephi's own importer, and prints what arrived as JSON. */
public class ReadGexf {
  public static void main(String[] arguments) throws Exception {
    Lookup lookup = Lookup.getDefault();
    lookup.lookup(ProjectController.class).newProject();
    ImportController importer = lookup.lookup(ImportController.class);
    Container container = importer.importFile(new File(arguments[0]));
    container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
    Report report = container.getReport();
    importer.process(container, new DefaultProcessor(), lookup.lookup(ProjectController.class).getCurrentWorkspace());
    DirectedGraph graph = lookup.lookup(GraphController.class).getGraphModel().getDirectedGraph();
    double sum = 0;
    for (Edge edge : graph.getEdges()) {
      Object amount = edge.getAttribute("amount");
      if (amount instanceof Double known) sum += known;
    }
    int chinese = 0;
    for (Node node : graph.getNodes()) if (node.getAttribute("nameZh") != null) chinese++;
    System.out.printf("{\"nodes\": %d, \"edges\": %d, \"sum\": %s, \"chinese\": %d}%n",
        graph.getNodeCount(), graph.getEdgeCount(), Double.toString(sum), chinese);
  }
}
