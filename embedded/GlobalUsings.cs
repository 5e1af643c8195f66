global using System.Reflection;
global using Microsoft.Extensions.DependencyInjection;
global using Npgsql;
global using Orleans.Runtime;
