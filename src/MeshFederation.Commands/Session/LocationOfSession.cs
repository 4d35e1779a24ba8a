using System.Management.Automation;
using MeshFederation.Clusters.Kubeconfig;

namespace MeshFederation.Commands.Session;

/// <summary>
/// Tells the cluster layer where the session is, for relative paths in $env:KUBECONFIG. Every cmdlet that reads clusters calls it first.
/// </summary>
internal static class LocationOfSession
{
    public static void Tell(SessionState state) => KubeconfigLocation.StartAt(state.Path.CurrentFileSystemLocation.ProviderPath);
}
