using MeshFederation.Analysis.Calls;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>The base of rules that are about destinations which cannot be called: the engine decides, in the words of a trace.</summary>
internal abstract class BrokenDestinationRule : Rule
{
    /// <inheritdoc />
    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var destination in federation.Destinations.All)
        {
            foreach (var leg in destination.BrokenBy(Id))
            {
                var (map, key) = Place(destination);
                var cause = CauseOf(destination, leg) is { } same ? new Cause(same) : null;
                report.At(destination.VirtualService, map, key, leg.Break.Sentence, cause);
            }
        }
    }

    /// <summary>The map and field to mend.</summary>
    protected abstract (UnstructuredMap Map, string Key) Place(NamedDestination destination);

    /// <summary>What is the same for all destinations that one change mends; null where each is mended by itself.</summary>
    protected virtual object? CauseOf(NamedDestination destination, DestinationLeg leg) => null;
}
