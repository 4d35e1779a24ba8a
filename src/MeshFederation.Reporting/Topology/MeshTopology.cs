using MeshFederation.Model.Errors;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Services;
using MeshFederation.Reporting.Topology.Drawing;
using MeshFederation.Reporting.Topology.Graphs;

namespace MeshFederation.Reporting.Topology;

/// <summary>
/// A federation as a picture: each cluster a house, each service a floor, each service in a cluster a room with its versions, and the
/// requests between them as arrows with their share. The same services are the same bytes, whatever their order.
/// </summary>
public sealed class MeshTopology
{
    private MeshTopology(string title, IReadOnlyList<House> houses, IReadOnlyList<Floor> floors, IReadOnlyList<NumberedProblem> problems) =>
        (Title, Houses, Floors, Problems) = (title, houses, floors, problems);

    internal string Title { get; }

    internal IReadOnlyList<House> Houses { get; }

    internal IReadOnlyList<Floor> Floors { get; }

    internal IReadOnlyList<NumberedProblem> Problems { get; }

    /// <summary>Makes a topology.</summary>
    /// <param name="title">What is written over it.</param>
    /// <param name="services">The services, in any order; several declarations of one are merged.</param>
    /// <param name="findings">What analysis has found of them, in any order.</param>
    /// <returns>The topology.</returns>
    /// <exception cref="MeshException">Two declarations of a service do not agree, or there is none.</exception>
    public static MeshTopology Create(string title, IReadOnlyList<MeshService> services, IReadOnlyList<MeshFinding> findings)
    {
        if (services.Count == 0)
        {
            throw new MeshException(
                MeshErrorId.InputEmpty, MeshErrorKind.InvalidArgument, "There is no service to draw.", "Pipe services in: New-MeshServiceEntry … | Set-MeshTrafficSplit … | Export-MeshTopology ./mesh.svg.");
        }

        var builder = new TopologyBuilder(services, findings);
        return new(title, builder.Houses(), builder.Floors(), builder.Problems);
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
