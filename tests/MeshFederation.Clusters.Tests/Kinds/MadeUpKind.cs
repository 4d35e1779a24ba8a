using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Server.Kinds;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Kinds;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Clusters.Tests.Kinds;

/// <summary>A kind that Istio does not have, and servers that serve it.</summary>
internal sealed class MadeUpKind() : ObjectKind(new("networking.istio.io", "lamps", "Lamp"))
{
    public static TestClusterOptions Served => new()
    {
        Kinds = [
            .. ServedKinds.All,
            new("networking.istio.io", ["v1", "v1beta1"], "lamps", "Lamp") { Custom = true, Schema = FieldSchema.Metadata }
        ],
    };

    public override IReadOnlyList<StepWaves> Steps { get; } =
        [new(new PublishingStep("Lamp", PublishingPhase.Clients, 55), PublishingWave.Clients, PublishingWave.ClientsTrimmed)];

    internal override IEnumerable<string> Hosts(UnstructuredMap spec) => spec.List("hosts").OfType<string>();
}
