using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;

namespace MeshFederation.Clusters.Identity.Trust;

/// <summary>Says where a patch belongs, and what keeps it.</summary>
internal static class TrustAdvice
{
    /// <summary>What to do with a patch that is only shown.</summary>
    public static string Open(MeshConfigState state) => state.Source.Installation switch
    {
        IstioInstallation.Helm => $"Upgrade with it: {Upgrade(state)}",
        IstioInstallation.Sail => Patch(state, $"istio {ShellWord.Of(state.Source.Owner)}"),
        IstioInstallation.IstioOperator => $"Install with it: istioctl install --context {ShellWord.Of(state.Cluster.Context)} -f FILE, "
            + "behind the files that are used already.",
        _ => Patch(state, $"configmap {ShellWord.Of(state.Source.ConfigMap)} -n {ShellWord.Of(state.Source.Namespace)}"),
    };

    /// <summary>What keeps a patch that was written.</summary>
    public static string Applied(MeshConfigState state) => state.Source.Installation switch
    {
        IstioInstallation.Helm => $"Keep it in the values of the release, or the next upgrade takes it back: {Upgrade(state)}",
        IstioInstallation.IstioOperator => "Keep it in the files of istioctl install, or the next install takes it back.",
        _ => "",
    };

    private static string Upgrade(MeshConfigState state) =>
        $"helm upgrade {ShellWord.Of(state.Source.Owner)} CHART -n {ShellWord.Of(state.Source.OwnerNamespace)} "
        + $"--kube-context {ShellWord.Of(state.Cluster.Context)} --reset-then-reuse-values -f FILE";

    private static string Patch(MeshConfigState state, string what) =>
        $"kubectl --context {ShellWord.Of(state.Cluster.Context)} patch {what} --type merge --patch-file FILE";
}
