using System.Diagnostics;

namespace MeshFederation.Clusters.Tests.Servers;

/// <summary>The processes of servers that a test run has started; their output goes to files.</summary>
internal sealed class ServerProcesses(string folder) : IDisposable
{
    private readonly List<Process> _processes = [];

    public void Start(string name, string program, params string[] arguments)
    {
        var log = File.CreateText(Path.Combine(folder, name + ".log"));
        var process = new Process
        {
            StartInfo = new(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false }
        };
        process.ErrorDataReceived += Write;
        process.OutputDataReceived += Write;
        process.Start();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        _processes.Add(process);

        void Write(object _, DataReceivedEventArgs line)
        {
            lock (log) log.WriteLine(line.Data);
        }
    }

    public void Dispose()
    {
        foreach (var process in Enumerable.Reverse(_processes))
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
