using MeshFederation.Model.Objects;
using MeshFederation.Planning.Kinds;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Tests.Kinds;

/// <summary>A kind that Istio does not have, which says of itself nothing but when it is published and which hosts it speaks of.</summary>
internal sealed class MadeUpKind() : ObjectKind(new("networking.istio.io", "lamps", "Lamp"))
{
    public static readonly PublishingStep Step = new("Lamp", PublishingPhase.Clients, 55);

    public override IReadOnlyList<StepWaves> Steps { get; } = [new(Step, PublishingWave.Clients, PublishingWave.ClientsTrimmed)];

    internal override IEnumerable<string> Hosts(UnstructuredMap spec) => spec.Text("host") is { } host ? [host] : [];
}
