using MeshFederation.Model.Errors;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Services;
using MeshFederation.Model.Text;
using MeshFederation.Reporting.Topology.Drawing;
using MeshFederation.Reporting.Topology.Graphs;

namespace MeshFederation.Reporting.Topology;

/// <summary>
/// A federation as a picture: each cluster a house, each service a floor, each service in a cluster a room with its versions, and the
/// requests between them as arrows with their share. The same services are the same bytes, whatever their order.
/// </summary>
public sealed class MeshTopology
{
    private MeshTopology(string title, TopologyBuilder builder, bool isAnalysed) =>
        (Title, Houses, Floors, Problems, IsAnalysed) = (title, builder.Houses(), builder.Floors(), builder.Problems, isAnalysed);

    /// <summary>The title where nobody gives one.</summary>
    internal const string UsualTitle = "Mesh federation";

    internal string Title { get; }

    internal IReadOnlyList<House> Houses { get; }

    internal IReadOnlyList<Floor> Floors { get; }

    internal IReadOnlyList<NumberedProblem> Problems { get; }

    /// <summary>Whether problems were looked for, so that there being none says something.</summary>
    internal bool IsAnalysed { get; }

    /// <summary>Makes a topology.</summary>
    /// <param name="title">What is written over it.</param>
    /// <param name="services">The services, in any order; several declarations of one are merged.</param>
    /// <param name="findings">What analysis has found of them, in any order; null when nobody looked.</param>
    /// <returns>The topology.</returns>
    /// <exception cref="MeshException">Two declarations of a service do not agree, or there is none.</exception>
    public static MeshTopology Create(string title, IReadOnlyList<MeshService> services, IReadOnlyList<MeshFinding>? findings)
    {
        if (services.Count == 0)
        {
            throw new MeshException(
                MeshErrorId.InputEmpty,
                MeshErrorKind.InvalidArgument,
                "There is no service to draw.",
                "Pipe services in: New-MeshServiceEntry … | Set-MeshTrafficSplit … | Export-MeshTopology ./mesh.svg.");
        }

        return new(ShownText.Of(title), new TopologyBuilder(services, findings ?? []), findings is not null);
    }

    /// <summary>Draws it.</summary>
    /// <param name="format">How.</param>
    /// <returns>The text, lines ending in a line feed.</returns>
    public string Write(TopologyFormat format) => format switch
    {
        TopologyFormat.Html => new HtmlPage(this).Write(),
        TopologyFormat.Mermaid => new MermaidTopology(this).Write(),
        TopologyFormat.Dot => new DotTopology(this).Write(),
        _ => new SvgPicture(this).Write(),
    };
}
