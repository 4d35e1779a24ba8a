using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Model.Collections;

namespace MeshFederation.Clusters.Connections;

/// <summary>
/// A credential plugin, as a kubeconfig describes it under <c>exec</c> (client-go tools/clientcmd/api/types.go, ExecConfig).
/// </summary>
/// <param name="Command">The program.</param>
/// <param name="Argument">Its arguments.</param>
/// <param name="Environment">What it finds in its environment besides ours, as <c>NAME=value</c>.</param>
/// <param name="ApiVersion">The version of ExecCredential in which it answers.</param>
/// <param name="InstallHint">What to do when the program is not there.</param>
/// <param name="ClusterInfo">The cluster as JSON, where the plugin asks for it; else empty.</param>
/// <param name="Place">The file and line, for messages.</param>
internal sealed record PluginSettings(
    string Command,
    ValueList<string> Argument,
    ValueList<string> Environment,
    string ApiVersion,
    string InstallHint,
    string ClusterInfo,
    string Place)
{
    private const string Beta = "client.authentication.k8s.io/v1beta1";
    private const string Stable = "client.authentication.k8s.io/v1";

    public static PluginSettings Read(KubeconfigEntry exec, KubeconfigEntry cluster)
    {
        var command = exec.Text("command") ?? throw exec.Invalid("its exec plugin has no command");
        var version = exec.Text("apiVersion") ?? throw exec.Invalid("its exec plugin has no apiVersion");
        // client-go plugin/pkg/client/auth/exec/exec.go, apiVersions.
        if (version is not (Beta or Stable))
            throw exec.Invalid($"the apiVersion '{version}' of its exec plugin is neither {Stable} nor {Beta}");
        RequireMode(exec, version);
        return new(
            command.AsSpan().IndexOfAny('/', Path.DirectorySeparatorChar) >= 0 ? Path.Combine(exec.Folder, command) : command,
            exec.Texts("args").ToValueList(),
            exec.Entries("env")
                .Select(variable => $"{variable.Text("name") ?? throw exec.Invalid("a variable of its exec plugin has no name")}="
                    + $"{variable.Text("value")}").ToValueList(),
            version,
            exec.Text("installHint") ?? "",
            exec.Flag("provideClusterInfo") ? PluginInput.ClusterInfo(cluster) : "",
            exec.Place);
    }

    /// <summary>client-go tools/clientcmd/validation.go and tools/clientcmd/api/v1/defaults.go; the older version need not say it.</summary>
    private static void RequireMode(KubeconfigEntry exec, string version)
    {
        switch (exec.Text("interactiveMode"))
        {
            case "Never" or "IfAvailable": return;
            case null when version == Beta: return;
            case null: throw exec.Invalid("its exec plugin has no interactiveMode, which is Never or IfAvailable");
            case "Always":
                throw exec.Invalid("its exec plugin wants a terminal of its own (interactiveMode: Always), which it cannot have beside a "
                    + "pipeline: sign in with kubectl first, or choose IfAvailable");
            case var mode: throw exec.Invalid($"the interactiveMode '{mode}' of its exec plugin is none of Never, IfAvailable and Always");
        }
    }
}
