using System.Runtime.CompilerServices;

namespace MeshFederation.Module.Tests;

/// <summary>
/// The tests see what people at a terminal see, also when a pipeline runs them: to pipelines the module says more. And they see no contexts
/// of whoever runs them.
/// </summary>
internal static class Terminal
{
    [ModuleInitializer]
    internal static void Pretend()
    {
        foreach (var variable in (string[])["TF_BUILD", "GITHUB_ACTIONS", "CI"]) Environment.SetEnvironmentVariable(variable, null);
        Environment.SetEnvironmentVariable("KUBECONFIG", Path.Combine(AppContext.BaseDirectory, "no-kubeconfig"));
    }
}
