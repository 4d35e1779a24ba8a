using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>The openssl of this machine, which knows nothing of our code, in a folder of its own.</summary>
internal sealed class OpenSsl : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("meshfederation-").FullName;

    /// <summary>Makes one, or skips the test where there is none.</summary>
    public OpenSsl() => Assert.SkipWhen(Run("version") is not (0, _), "There is no openssl on this machine.");

    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Runs it to its end; 127 where it is not there.</summary>
    public (int Code, string Text) Run(params string[] arguments)
    {
        try
        {
            using var process = Start(arguments);
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + error.GetAwaiter().GetResult());
        }
        catch (Win32Exception)
        {
            return (127, "");
        }
    }

    /// <summary>Starts it, for who speaks with it.</summary>
    public Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("openssl", arguments)
    {
        WorkingDirectory = _folder,
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>What says at which time it is to look.</summary>
    public static string At(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
