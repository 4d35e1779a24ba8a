using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Tests.Comparing;

/// <summary>Two clusters of two trust domains, a service of which it is known which pods it has, and policies for these.</summary>
internal static class AccessScene
{
    public static ComparisonScene Apart(ComparisonScene scene) => scene
        .With(scene.One with { TrustDomain = "cluster1" })
        .With(scene.Two with { TrustDomain = "cluster2" });

    public static ComparisonScene Read(ComparisonScene scene) => scene
        .With(scene.One with { Facts = new MeshClusterFacts() })
        .With(scene.Two with { Facts = new MeshClusterFacts() });

    public static MeshService Known(ComparisonScene scene)
    {
        var service = scene.Declare();
        return service with
        {
            Instance = service.Instance
                .Select(instance => instance with { Selector = LabelSet.Create("app", scene.Service) }).ToValueList(),
        };
    }

    public static string Policy(ComparisonScene scene, string source) =>
        $"{{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {{name: {scene.Service}, namespace: default}}, spec: "
        + $"{{selector: {{matchLabels: {{app: {scene.Service}}}}}, rules: [{{from: [{{source: {source}}}]}}]}}}}";
}
