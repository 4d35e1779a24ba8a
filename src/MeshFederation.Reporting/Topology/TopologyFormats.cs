using MeshFederation.Model.Errors;

namespace MeshFederation.Reporting.Topology;

/// <summary>What holds for the formats of topologies.</summary>
public static class TopologyFormats
{
    /// <summary>A text in the first lines of every topology, by which a file is known as one.</summary>
    public const string Mark = "MeshFederation topology";

    /// <summary>The format that a file's name asks for.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns>The format.</returns>
    /// <exception cref="MeshException">The name asks for none.</exception>
    public static TopologyFormat OfFile(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".SVG" => TopologyFormat.Svg,
        ".HTML" or ".HTM" => TopologyFormat.Html,
        ".MMD" or ".MERMAID" => TopologyFormat.Mermaid,
        ".DOT" or ".GV" => TopologyFormat.Dot,
        var extension => throw new MeshException(
            MeshErrorId.TopologyFormatUnknown,
            MeshErrorKind.InvalidArgument,
            $"'{path}' does not say how to draw: "
            + (extension.Length == 0 ? "it has no extension" : $"there is no format for {extension.ToLowerInvariant()}")
            + ".",
            "End the name in .svg or .html to look at it, .mmd for Mermaid, or .dot for Graphviz.",
            path),
    };
}
