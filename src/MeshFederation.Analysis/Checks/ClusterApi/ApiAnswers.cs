using MeshFederation.Model.Checks;

namespace MeshFederation.Analysis.Checks.ClusterApi;

internal sealed class ApiAnswers : LiveCheck
{
    public override string Id => "api-answers";

    public override string Category => "Kubernetes API";

    public override string Name => "the API server answers";

    public override IEnumerable<MeshCheck> Run(CheckScene scene) => scene.Clusters.Select(cluster => cluster.Failure is { } failure
        ? Failed(cluster.Name, failure.Message, failure.RecommendedAction)
        : Passed(cluster.Name, $"Kubernetes {cluster.KubernetesVersion} at context '{cluster.Declared.Context}'"));
}
