using MeshFederation.Model.Checks;

namespace MeshFederation.Analysis.Checks.Istiod;

/// <summary>The base of checks that ask istiod itself; what it does not tell through the API server's proxy is said.</summary>
internal abstract class IstiodCheck : ClusterCheck
{
    public override string Category => "istiod";

    /// <summary>What is asked of istiod.</summary>
    protected abstract string Path { get; }

    protected MeshCheck Untold(CheckedCluster cluster) => NotChecked(
        cluster.Name,
        $"istiod does not tell {Path} through the API server: {cluster.Istiod.Why(Path)}",
        $"From inside it does: istioctl --context {cluster.Declared.Context} x internal-debug {Path.Split('/')[^1]}.");
}
