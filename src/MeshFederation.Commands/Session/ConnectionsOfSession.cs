using MeshFederation.Clusters.Connections;

namespace MeshFederation.Commands.Session;

/// <summary>Lets go of the clients of clusters, if any were made: the cluster layer is not loaded only to forget nothing.</summary>
internal static class ConnectionsOfSession
{
    public static void Forget()
    {
        if (AppDomain.CurrentDomain.GetAssemblies().Any(assembly => assembly.GetName().Name == "MeshFederation.Clusters")) Clear();
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Clear() => KubernetesConnections.Forget();
}
