namespace MeshFederation.Clusters.Tests.Behaviour.Servers;

internal static class AssetsServer
{
    public static Task<IStartedServer> StartAsync(ServerTraits traits) => throw new NotSupportedException(traits.Name);
}
