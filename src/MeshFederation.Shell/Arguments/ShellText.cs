using System.Management.Automation;
using System.Reflection;

namespace MeshFederation.Shell.Arguments;

/// <summary>What the program says of itself.</summary>
internal static class ShellText
{
    public static string Usage
    {
        get
        {
            using var stream = typeof(ShellText).Assembly.GetManifestResourceStream("Usage.txt")!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd().TrimEnd();
        }
    }

    public static string Version => $"MeshFederation.Shell {Of(typeof(ShellText))}, engine of PowerShell {Of(typeof(PSObject))}";

    private static string Of(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+', ' ')[0] ?? "unknown";
}
