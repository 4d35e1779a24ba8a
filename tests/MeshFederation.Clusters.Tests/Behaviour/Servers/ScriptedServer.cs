namespace MeshFederation.Clusters.Tests.Behaviour.Servers;

/// <summary>A real server that ../shared/kube/start.sh starts.</summary>
internal sealed class ScriptedServer : IStartedServer
{
    private readonly string _directory;

    private ScriptedServer(string directory, ServerUnderTest server) => (_directory, Server) = (directory, server);

    public ServerUnderTest Server { get; }

    public static async Task<ScriptedServer> StartAsync(ServerTraits traits)
    {
        var directory = Directory.CreateTempSubdirectory("real-").FullName;
        var port = FreePorts.Find();
        await Script.RunAsync(Path.Combine(RealServers.KubeFolder!, "start.sh"), "-c", "-n", "1", "-v", traits.Name, "-d", directory, "-p", $"{port}");
        var tokens = (await File.ReadAllLinesAsync(Path.Combine(directory, "cluster1", "tokens.csv"))).Select(line => line.Split(',')).ToDictionary(parts => parts[1], parts => parts[0], StringComparer.Ordinal);
        var client = TrustingClient.For(new($"https://127.0.0.1:{port}"), await File.ReadAllTextAsync(Path.Combine(directory, "pki", "ca.crt")));
        return new(directory, new(traits, client, tokens["admin"], tokens["viewer"], Path.Combine(directory, "kubeconfig"), "cluster1"));
    }

    public async ValueTask DisposeAsync()
    {
        Server.Client.Dispose();
        await Script.RunAsync(Path.Combine(RealServers.KubeFolder!, "stop.sh"), "-d", _directory, "--purge");
        Directory.Delete(_directory, recursive: true);
    }
}
